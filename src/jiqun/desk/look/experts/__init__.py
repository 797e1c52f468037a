"""The evaluation by experts as each side may see it: the pool, files and who judges them, scores once all are in."""
