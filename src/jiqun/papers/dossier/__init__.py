"""The dossier of a case: its text, the bound PDF, and the bundle that is taken along."""
