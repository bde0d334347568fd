package backend

import "testing"

func TestLine(t *testing.T) {
	for _, test := range []struct{ name, typed, want string }{
		{"spaces", "  Sir\n\tOliver\u00a0II ", "Sir Oliver II"},
		{"Markdown stays", "**a** <@1> @everyone", "**a** <@1> @everyone"},
		{"control characters", "a\x1b[31mb\x00", "a[31mb"},
		{"no width", "Gob\u200blin\ufeff\u2060", "Goblin"},
		{"direction", "\u202eevil\u2066\u200f\u061c", "evil"},
		{"joiners after Latin letters", "Go\u200db\u200cl\ufe0fin\U000e0041", "Goblin"},
		{"joiners after spaces", "Goblin \u200d", "Goblin"},
		{"Persian keeps its own", "\u0645\u06cc\u200c\u0634\u0648\u062f", "\u0645\u06cc\u200c\u0634\u0648\u062f"},
		{"a family", "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"},
		{"a heart and a keycap", "❤\ufe0f1\ufe0f\u20e3", "❤\ufe0f1\ufe0f\u20e3"},
		{"the flag of Scotland", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"},
		{"fillers", "\u3164\u2800\u115f\uffa0", ""},
		{"broken text", "a\xff", "a"},
		{"accents", decomposed + " A\u030angstro\u0308m", composed + " Ångström"},
		{"accents that no letter has", "q\u0308", "q\u0308"},
		{"accents behind what isn't seen", "Zoe\u200b\u0308", composed},
		{"nothing grows", "\ufb2c", "\ufb2c"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Line(test.typed); got != test.want {
				t.Errorf("%q gave %q, want %q", test.typed, got, test.want)
			}
			if again := Line(test.want); again != test.want {
				t.Errorf("%q gave %q", test.want, again)
			}
		})
	}
}
