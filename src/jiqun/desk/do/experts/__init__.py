"""Acts around the experts of the evaluation: the pool, who judges what, sheets, panels, ties of merit (Article 9)."""
