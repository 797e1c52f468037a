"""What has to be the same for everybody: draws anyone can repeat, experts without conflicts, scores in one measure."""
