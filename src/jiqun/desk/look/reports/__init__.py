"""The annual reports as pages show them: the roll-call, one report, drift, the city's figures."""
