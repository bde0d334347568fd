package text

// areas lists every part's sentences; a new part adds its line here.
func areas() []area {
	return []area{
		names(),
		fault(),
		option(),
		roll(),
		odds(),
		dice(),
		ping(),
		terminal(),
		character(),
		initiative(),
		save(),
		about(),
		privacy(),
		bot(),
	}
}
