"""The annual reports: opened by the calendar, filled in, sent through the district to the Commission."""
