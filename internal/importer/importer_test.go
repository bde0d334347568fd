package importer_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"feyre/internal/importer"
	"feyre/store"
	"feyre/store/embedded"
)

// oldRedis is the old bot's data. It fails after a number of reads, when one is set.
type oldRedis struct {
	texts   map[string]string
	members []string
	reads   int
	fail    int
}

var errCut = errors.New("cut off")

func (o *oldRedis) read() error {
	o.reads++
	if o.fail > 0 && o.reads >= o.fail {
		return errCut
	}
	return nil
}

func (o *oldRedis) Keys(_ context.Context, prefix string, each func(string) error) error {
	for _, key := range slices.Sorted(maps.Keys(o.texts)) {
		if strings.HasPrefix(key, prefix) {
			// As SCAN may, every key comes twice.
			if err := errors.Join(each(key), each(key)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o *oldRedis) Text(_ context.Context, key string) (string, error) {
	return o.texts[key], o.read()
}

func (o *oldRedis) Members(_ context.Context, _ string, each func(string) error) error {
	for _, member := range o.members {
		if err := errors.Join(o.read(), each(member)); err != nil {
			return err
		}
	}
	return nil
}

func newOldRedis() *oldRedis {
	return &oldRedis{
		members: []string{"101", "102", "103", "nobody"},
		texts: map[string]string{
			"c:roll": "41", "c:help": "2", "c:total": "43", "c:broken": "many",
			"it:7:900": `{"guild": 7, "channel": 900, "turn": 3, "characters": [
				{"user": 101, "name": "Frodo", "initiative_expression": "1d20+3", "initiative_value": "17", "is_active": null},
				{"user": 102, "name": "Sam", "initiative_expression": "1d20", "initiative_value": 9.0}]}`,
			"it:7:901": `{"guild": 7, "channel": 901, "turn": 0, "characters": []}`,
		},
	}
}

func live(t *testing.T) *embedded.Store {
	t.Helper()
	s := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// everything is what a store holds, without times.
func everything(t *testing.T, s *embedded.Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := s.Scan(t.Context(), func(records []store.Record) error {
		for _, r := range records {
			all[r.Slot.String()] = string(r.Value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRedis(t *testing.T) {
	s := live(t)
	if err := s.Record(t.Context(), "roll", 103); err != nil {
		t.Fatal(err)
	}
	im := importer.New(s, "redis old")
	if err := im.Redis(t.Context(), newOldRedis()); err != nil {
		t.Fatal(err)
	}
	r := im.Report()
	want := importer.Report{
		Users: importer.Tally{Taken: 2, Known: 1, Left: 1}, Counters: importer.Tally{Taken: 2, Left: 1},
		Trackers: importer.Tally{Taken: 1, Left: 1},
	}
	if r.Users != want.Users || r.Counters != want.Counters || r.Trackers != want.Trackers || len(r.Left) != 3 {
		t.Errorf("report %+v", r)
	}
	again := importer.New(s, "redis old")
	if err := again.Redis(t.Context(), newOldRedis()); err != nil {
		t.Fatal(err)
	}
	want = importer.Report{
		Users: importer.Tally{Known: 3, Left: 1}, Counters: importer.Tally{Known: 2, Left: 1}, Trackers: importer.Tally{Known: 1, Left: 1},
	}
	if r := again.Report(); r.Users != want.Users || r.Counters != want.Counters || r.Trackers != want.Trackers {
		t.Errorf("report of the second import %+v", r)
	}
	counts, err := s.Counts(t.Context())
	if err != nil || !maps.Equal(counts, map[string]int64{"roll": 42, "help": 2}) {
		t.Errorf("counts %v, %v", counts, err)
	}
	all := everything(t, s)
	if all["c_roll"] != "1" || len(all) != 8 {
		t.Errorf("store holds %v", all)
	}
	var tracker struct {
		Round, Turn int
		Combatants  []struct {
			Name, Owner string
			Score       int
		}
	}
	if err := json.Unmarshal([]byte(all["init_900"]), &tracker); err != nil {
		t.Fatal(err)
	}
	if tracker.Round != 2 || tracker.Turn != 2 || len(tracker.Combatants) != 2 || tracker.Combatants[0].Score != 17 || tracker.Combatants[1].Owner != "102" {
		t.Errorf("tracker %+v", tracker)
	}
}

func TestRepeatedOrBrokenOffImportsAddNothingTwice(t *testing.T) {
	whole := live(t)
	if err := importer.New(whole, "redis old").Redis(t.Context(), newOldRedis()); err != nil {
		t.Fatal(err)
	}
	want := everything(t, whole)
	for fail := 1; ; fail++ {
		s, old := live(t), newOldRedis()
		old.fail = fail
		err := importer.New(s, "redis old").Redis(t.Context(), old)
		if err == nil {
			break // it ran through before it was to fail
		}
		if !errors.Is(err, errCut) {
			t.Fatal(err)
		}
		for range 2 {
			if err := importer.New(s, "redis old").Redis(t.Context(), newOldRedis()); err != nil {
				t.Fatal(err)
			}
		}
		if got := everything(t, s); !maps.Equal(got, want) {
			t.Errorf("cut at read %d: %v, want %v", fail, got, want)
		}
	}
}

func TestUsersBlob(t *testing.T) {
	s := live(t)
	im := importer.New(s, "blob")
	blob := `{"user_set": [101, "102", 0, 101], "insert_time": "x", "insert_timestamp": 1668000000.5}`
	if err := im.Users(t.Context(), strings.NewReader(blob)); err != nil {
		t.Fatal(err)
	}
	if r := im.Report(); r.Users != (importer.Tally{Taken: 2, Known: 1, Left: 1}) {
		t.Errorf("report %+v", r)
	}
	if err := im.Users(t.Context(), strings.NewReader(`nonsense`)); err == nil {
		t.Error("nonsense passes")
	}
}

func TestWrongDataDoNotKeepTheRightOnesOut(t *testing.T) {
	for _, part := range []struct {
		name         string
		wrong, right func(im *importer.Importer) error
	}{
		{
			"users", func(im *importer.Importer) error { return im.Users(t.Context(), strings.NewReader(`{"other": 1}`)) },
			func(im *importer.Importer) error {
				return im.Users(t.Context(), strings.NewReader(`{"user_set": [101]}`))
			},
		},
		{
			"characters", func(im *importer.Importer) error { return im.Characters(t.Context(), strings.NewReader("nonsense\n")) },
			func(im *importer.Importer) error {
				return im.Characters(t.Context(), strings.NewReader(`{"RowKey": "101", "character_json": [{"name": "Frodo"}]}`))
			},
		},
		{
			"redis", func(im *importer.Importer) error { return im.Redis(t.Context(), &oldRedis{}) },
			func(im *importer.Importer) error { return im.Redis(t.Context(), newOldRedis()) },
		},
	} {
		s := live(t)
		wrong, right := importer.New(s, "old"), importer.New(s, "old")
		if err := errors.Join(part.wrong(wrong), part.right(right)); err != nil {
			t.Fatal(err)
		}
		if r := wrong.Report(); !slices.Equal(r.Nothing, []string{part.name}) {
			t.Errorf("%s: the wrong data are reported as %+v", part.name, r)
		}
		if r := right.Report(); r.Before != nil || r.Nothing != nil || r.Users.Taken+r.Characters.Taken == 0 {
			t.Errorf("%s: the right data are reported as %+v", part.name, r)
		}
	}
}

func TestCharacters(t *testing.T) {
	s := live(t)
	key := store.UserKey(101)
	err := s.Update(t.Context(), key, func([]byte) ([]byte, error) {
		return []byte(`{"version":1,"rolls":{"x":"1d6"},"characters":[{"id":2,"name":"Frodo","initiative":"1d20","later":true},{"id":3,"name":"Sméagol","initiative":"1d20"}],"active":2}`), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Erase(t.Context(), store.UserKey(103)); err != nil {
		t.Fatal(err)
	}
	table := strings.Join([]string{
		`{"RowKey": "101", "character_json": "[{\"name\": \"frodo\"}, {\"name\": \"Sme\u0301agol\"}, {\"name\": \"Sam\", \"initiative_expression\": \"1d20+2\", \"is_active\": true}]"}`,
		`{"RowKey": "101", "character_json": {"name": "Merry", "initiative_expression": 3}}`,
		`{"RowKey": "102", "character_json": {"characters": [{"name": "Gimli"}, {"name": "Gloin", "is_active": true}, {"name": " "}]}}`,
		`{"RowKey": "103", "character_json": [{"name": "Erased"}]}`,
		`{"RowKey": "nobody", "character_json": []}`,
		`broken`, ``,
	}, "\n")
	for round := range 2 {
		im := importer.New(s, "table")
		if err := im.Characters(t.Context(), strings.NewReader(table)); err != nil {
			t.Fatal(err)
		}
		want := []importer.Tally{{Taken: 4, Known: 3, Left: 3}, {Known: 8, Left: 2}}[round]
		if r := im.Report(); r.Characters != want {
			t.Errorf("round %d: report %+v, want %+v", round, r.Characters, want)
		}
	}
	type book struct {
		Rolls      map[string]string
		Active     int
		Characters []struct {
			ID               int
			Name, Initiative string
			Later            bool
		}
	}
	var first, second book
	all := everything(t, s)
	if err := errors.Join(json.Unmarshal([]byte(all["user_101"]), &first), json.Unmarshal([]byte(all["user_102"]), &second)); err != nil {
		t.Fatal(err)
	}
	if len(first.Characters) != 4 || first.Active != 2 || first.Rolls["x"] != "1d6" || !first.Characters[1].Later || first.Characters[3].Initiative != "3" {
		t.Errorf("first user's book %+v", first)
	}
	if len(second.Characters) != 2 || second.Active != 2 || second.Characters[0].Initiative != "1d20" {
		t.Errorf("second user's book %+v", second)
	}
	if got, err := s.Load(t.Context(), store.UserKey(103)); err != nil || got != nil {
		t.Errorf("an erased document came back: %s, %v", got, err)
	}
}
