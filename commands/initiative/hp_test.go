package initiative

import "testing"

func TestWound(t *testing.T) {
	for _, test := range []struct{ name, script, want string }{
		{"the first set is the most", "hp A =12", "(12/12+0)"},
		{"max alone fills up", "hp A max:12", "(12/12+0)"},
		{"max and damage at once", "hp A max:12 -5", "(7/12+0)"},
		{"max and set at once", "hp A max:12 =5", "(5/12+0)"},
		{"damage stops at 0", "hp A =12; hp A -50", "(0/12+0)"},
		{"healing stops at max", "hp A =12; hp A -5; hp A +50", "(12/12+0)"},
		{"set stops at max", "hp A =12; hp A =50", "(12/12+0)"},
		{"a smaller max cuts", "hp A =12; hp A max:5", "(5/5+0)"},
		{"temporary ones go first", "hp A =12; hp A temp:5; hp A -3", "(12/12+2)"},
		{"and the rest goes on", "hp A =12; hp A temp:5; hp A -8", "(9/12+0)"},
		{"temporary ones are not healed", "hp A =12; hp A temp:5; hp A -3; hp A +9", "(12/12+2)"},
		{"temporary ones are replaced", "hp A =12; hp A temp:5; hp A temp:3", "(12/12+3)"},
		{"temporary ones with damage at once", "hp A =12; hp A temp:5 -6", "(11/12+0)"},
		{"nothing is below 0", "hp A =12; hp A temp:-5; hp A =-5", "(0/12+0)"},
		{"max is at least 1", "hp A =12; hp A max:-5", "(1/1+0)"},
		{"large numbers are held", "hp A =9223372036854775807; hp A temp:9223372036854775807", "(1000000/1000000+1000000)"},
		{"large damage is held", "hp A =12; hp A -9223372036854775808", "(0/12+0)"},
		{"no change", "hp A =12; hp A +0", "(12/12+0)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tracker := &Tracker{}
			play(t, tracker, "join A 1; "+test.script)
			if got := show(tracker); got != "0: A1"+test.want {
				t.Errorf("%s: got %s, want %s", test.script, got, test.want)
			}
		})
	}
}

func TestState(t *testing.T) {
	for _, test := range []struct {
		health *Health
		want   State
	}{
		{nil, Unhurt},
		{&Health{Now: 10, Max: 10}, Unhurt},
		{&Health{Now: 9, Max: 10}, Hurt},
		{&Health{Now: 6, Max: 10}, Hurt},
		{&Health{Now: 5, Max: 10}, Bloodied},
		{&Health{Now: 5, Max: 11}, Bloodied},
		{&Health{Now: 6, Max: 11}, Hurt},
		{&Health{Now: 1, Max: 10}, Bloodied},
		{&Health{Now: 1, Max: 1}, Unhurt},
		{&Health{Now: 0, Max: 10}, Down},
		{&Health{Now: 0, Max: 10, Temp: 5}, Down},
	} {
		if got := test.health.State(); got != test.want {
			t.Errorf("%+v is %q, want %q", test.health, got, test.want)
		}
	}
}
