"""What people do and may see: the only room that opens a transaction and touches the tables."""
