package backend

import "testing"

func TestNearest(t *testing.T) {
	for _, test := range []struct {
		word string
		want string
		n    int
	}{
		{"roll", "roll", 0}, {"rol", "roll", 1}, {"xyz", "odds", 4}, {"", "roll", 4}, {"hlep", "help", 1}, {"\u00fc", "odds", 4},
	} {
		known := []string{"odds", "roll", "help"}
		if test.word == "" || test.word == "hlep" {
			known = []string{"roll", "help"}
		}
		if got, n := Nearest(test.word, known); got != test.want || n != test.n {
			t.Errorf("%q: %q, %d", test.word, got, n)
		}
	}
	if got, n := Nearest("roll", nil); got != "" || n != -1 {
		t.Errorf("nothing known: %q, %d", got, n)
	}
}

func TestMeant(t *testing.T) {
	known := []string{"Goblin 3", "Sir Oliver", "Zo\u00eb", "Bo"}
	for word, want := range map[string]string{
		"gobln 3": "Goblin 3", "Goblin  33": "Goblin 3", "sir olivre": "Sir Oliver", "gbolni 3": "Goblin 3", "Sirr Olivier": "Sir Oliver", "zoe": "Zo\u00eb", "ZOE\u0308": "Zo\u00eb",
		"Ba": "", "B": "", "": "", "Goblin King": "", "x": "",
	} {
		if got := Meant(word, known); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
