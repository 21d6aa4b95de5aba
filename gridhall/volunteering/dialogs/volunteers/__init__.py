"""The sheets of a volunteer: registered, changed, skills, times, wishes, state, lists."""
