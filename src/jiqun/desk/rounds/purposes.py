"""What rounds are for: which are announced and applied in, which go through the stages of a recognition."""

from __future__ import annotations

from jiqun.records.models import Round

APPLIED_FOR = Round.Purpose.RECOGNITION
# Recognition and re-evaluation run the same stages (Article 15), on the same boards.
BY_STAGES = (Round.Purpose.RECOGNITION, Round.Purpose.RE_EVALUATION)
