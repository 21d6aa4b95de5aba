"""The queue's small dialogs: who is still at the counter, another lane, the lanes themselves."""
