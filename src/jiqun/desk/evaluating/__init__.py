"""What evaluating operators and assessing clusters both read: programmes, sheets of points, the parts of a year."""
