"""What the dossier of a case says, gathered from the same views as its pages: no more than the one who asks may see."""
