"""The tamper-evident record of official acts: a chain of entries, a tree over it, signed heads, receipts, an export."""
