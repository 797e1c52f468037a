"""What is known of clusters and firms: columns, checks, size classes, snapshots, workbooks, datasets."""
