package commands

import (
	"encoding/json"
	"reflect"
	"testing"

	"feyre/store"
)

func TestUnitePeople(t *testing.T) {
	for _, test := range []struct{ name, newer, older, want string }{
		{
			"both have characters",
			`{"version":1,"characters":[{"id":1,"name":"Bob","initiative":"1d20"}],"active":1}`,
			`{"version":1,"characters":[{"id":1,"name":"Eve","initiative":"1d20+2","values":{"dex":2}}],"active":1,"active_in":{"7":1}}`,
			`{"version":1,"characters":[{"id":1,"name":"Bob","initiative":"1d20"},{"id":2,"name":"Eve","initiative":"1d20+2","values":{"dex":2}}],"active":1,"active_in":{"7":2}}`,
		},
		{
			"the same character, changed",
			`{"characters":[{"id":1,"name":"Bob","initiative":"1d20+5"}],"active":1}`,
			`{"characters":[{"id":3,"name":"bob","initiative":"1d20"}],"active":3}`,
			`{"characters":[{"id":1,"name":"Bob","initiative":"1d20+5"},{"id":2,"name":"bob (2)","initiative":"1d20"}],"active":1}`,
		},
		{
			"the same character",
			`{"characters":[{"id":1,"name":"Bob","initiative":"1d20"}],"active":1}`,
			`{"characters":[{"id":2,"name":"Bob","initiative":"1d20"}],"active":2}`,
			`{"characters":[{"id":1,"name":"Bob","initiative":"1d20"}],"active":1}`,
		},
		{
			"saved rolls",
			`{"saved":[{"name":"attack","expression":"1d20+5"}]}`,
			`{"saved":[{"name":"attack","expression":"1d20"},{"name":"fire","expression":"8d6"}]}`,
			`{"saved":[{"name":"attack","expression":"1d20+5"},{"name":"attack_2","expression":"1d20"},{"name":"fire","expression":"8d6"}]}`,
		},
		{
			"what nobody here knows: the newer's counts",
			`{"settings":{"a":1},"characters":[{"id":1,"name":"Bob","initiative":"1","mood":"good"}],"active":1}`,
			`{"settings":{"a":2},"future":true}`,
			`{"settings":{"a":1},"future":true,"characters":[{"id":1,"name":"Bob","initiative":"1","mood":"good"}],"active":1}`,
		},
		{"the newer is empty", `{}`, `{"characters":[{"id":4,"name":"Bob","initiative":"1"}],"active":4}`, `{"characters":[{"id":1,"name":"Bob","initiative":"1"}],"active":1}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			united, err := Unite(store.UserKey(1), []byte(test.newer), []byte(test.older))
			if err != nil {
				t.Fatal(err)
			}
			same(t, united, test.want)
			for _, part := range []string{test.older, test.newer} {
				again, err := Unite(store.UserKey(1), united, []byte(part))
				if err != nil {
					t.Fatal(err)
				}
				same(t, again, test.want)
			}
		})
	}
}

func TestUniteRefuses(t *testing.T) {
	for _, test := range []struct {
		key          store.Key
		newer, older string
	}{
		{store.CounterKey("roll"), "1", "2"},
		{store.UserKey(1), "{}", "[]"},
		{store.UserKey(1), `{"characters":7}`, "{}"},
		{store.TrackerKey(1), "{}", "x"},
	} {
		if united, err := Unite(test.key, []byte(test.newer), []byte(test.older)); err == nil {
			t.Errorf("%s of %s and %s: %s", test.key, test.newer, test.older, united)
		}
	}
}

func same(t *testing.T, got []byte, want string) {
	t.Helper()
	var a, b any
	if err := json.Unmarshal(got, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &b); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
