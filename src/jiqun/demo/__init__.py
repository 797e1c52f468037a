"""The demonstration city: fictional people, clusters and cases, made by the same acts as real ones."""
