"""联席会议: the joint committee's meetings, their agenda, what was said and decided, 述职."""
