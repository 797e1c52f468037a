"""How a clause is computed and judged: measures over rows, comparisons over measures, sentences over both."""
