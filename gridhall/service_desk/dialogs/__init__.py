"""The sheet of each step of a case; `step.StepSheet` is what all of them are made of."""
