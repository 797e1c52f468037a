"""How a case may move: tables of stages, moves and terms, and the few functions that read them."""
