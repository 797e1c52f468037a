"""The ground floor: words in two languages, exact numbers, days, the clock."""
