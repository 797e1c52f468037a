"""What people do: each function is one act, in one transaction, with its entry in the ledger."""
