package character

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func book(t *testing.T, names ...string) *Book {
	t.Helper()
	b := &Book{}
	for _, name := range names {
		if _, err := b.Add(name, "1d20"); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func TestBookReusesTheLowestID(t *testing.T) {
	b := book(t, "Ann", "Bo", "Cy")
	if _, err := b.Remove(2); err != nil {
		t.Fatal(err)
	}
	if id, err := b.Add("Di", "1d20"); id != 2 || err != nil {
		t.Errorf("Di got %d, %v", id, err)
	}
	if id, _ := b.Add("Ed", "1d20"); id != 4 {
		t.Errorf("Ed got %d", id)
	}
}

func TestBookRefuses(t *testing.T) {
	b := book(t, "1", "2", "3", "4", "5", "6", "7", "8", "9")
	if _, err := b.Add("x", ""); !errors.Is(err, errFull) {
		t.Errorf("a tenth: %v", err)
	}
	_, _ = b.Remove(9)
	if _, err := b.Add("1", ""); !errors.Is(err, errTaken) {
		t.Errorf("a name twice: %v", err)
	}
	if _, err := b.Remove(9); !errors.Is(err, errNoSuch) {
		t.Errorf("removed twice: %v", err)
	}
	if err := b.Select(9, 0); !errors.Is(err, errNoSuch) {
		t.Errorf("selected what isn't there: %v", err)
	}
	if _, err := (&Book{}).Get(0, 0); !errors.Is(err, errNone) {
		t.Errorf("empty: %v", err)
	}
	c := &b.Characters[0]
	if err := b.Rename(c, "2"); !errors.Is(err, errTaken) {
		t.Errorf("renamed to a taken name: %v", err)
	}
	if err := b.Rename(c, "ONE"); err != nil {
		t.Error(err)
	}
	for i := range maxValues {
		if err := c.Set(fmt.Sprint("v", i), 1); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Set("more", 1); !errors.Is(err, errManyValues) {
		t.Errorf("too many values: %v", err)
	}
	if err := c.Set("V1", 2); err != nil || c.Values["v1"] != 2 {
		t.Errorf("a known value, in capitals: %v %v", err, c.Values["v1"])
	}
	if err := c.Unset("more"); !errors.Is(err, errNoValue) {
		t.Errorf("unset: %v", err)
	}
}

func TestActiveMovesOn(t *testing.T) {
	for _, test := range []struct {
		active, remove, want int
	}{
		{1, 1, 2}, {2, 2, 3}, {3, 3, 2}, {2, 1, 2}, {2, 3, 2},
	} {
		b := book(t, "Ann", "Bo", "Cy")
		_ = b.Select(test.active, 0)
		_, _ = b.Remove(test.remove)
		if b.Active != test.want {
			t.Errorf("%d active, %d removed: now %d, want %d", test.active, test.remove, b.Active, test.want)
		}
	}
	b := book(t, "Ann")
	_, _ = b.Remove(1)
	if b.Active != 0 {
		t.Errorf("%d is active in an empty book", b.Active)
	}
}

func TestActivePerServer(t *testing.T) {
	b := book(t, "Ann", "Bo")
	if err := b.Select(2, 77); err != nil {
		t.Fatal(err)
	}
	if here, there, nowhere := b.ActiveID(77), b.ActiveID(78), b.ActiveID(0); here != 2 || there != 1 || nowhere != 1 {
		t.Errorf("active %d here, %d there, %d outside", here, there, nowhere)
	}
	_, _ = b.Remove(2)
	if here := b.ActiveID(77); here != 1 {
		t.Errorf("after the removal %d", here)
	}
}

func TestCharacterKeepsUnknownFields(t *testing.T) {
	var c Character
	if err := json.Unmarshal([]byte(`{"id":1,"name":"Ann","initiative":"1d20","portrait":"x"}`), &c); err != nil {
		t.Fatal(err)
	}
	c.Name = "Bo"
	if got, _ := json.Marshal(c); string(got) != `{"id":1,"initiative":"1d20","name":"Bo","portrait":"x"}` {
		t.Errorf("written as %s", got)
	}
}

// Whatever is done: ids are 1 to 9, each once and ascending, and the active one exists exactly when anyone does.
func TestBookInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &Book{}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			id := rapid.IntRange(0, 10).Draw(t, "id")
			guild := rapid.Uint64Range(0, 3).Draw(t, "guild")
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0, 1:
				_, _ = b.Add(rapid.StringN(1, 3, 9).Draw(t, "name"), "1d20")
			case 2:
				_, _ = b.Remove(id)
			case 3:
				_ = b.Select(id, guild)
			}
			ids := make([]int, len(b.Characters))
			for i, c := range b.Characters {
				ids[i] = c.ID
			}
			if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) || len(ids) > 0 && (ids[0] < 1 || ids[len(ids)-1] > 9) {
				t.Fatalf("ids %v", ids)
			}
			if slices.Contains(ids, b.ActiveID(guild)) != (len(ids) > 0) {
				t.Fatalf("active %d of %v", b.ActiveID(guild), ids)
			}
		}
	})
}
