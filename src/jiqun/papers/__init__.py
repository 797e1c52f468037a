"""Documents: findings in; text, HTML, PDF, spreadsheets and charts out."""
