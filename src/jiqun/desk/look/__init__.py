"""What people see: frozen views, limited to what the one who asks may see."""
