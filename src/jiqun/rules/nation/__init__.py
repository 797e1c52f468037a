"""Every cluster of a dataset at once: the same records rendered as SQL for a columnar engine."""
