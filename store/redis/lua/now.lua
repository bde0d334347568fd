-- Returns the clock. KEYS: the index, so that it is the clock of the server that has it.
return text(after(0, 0))
