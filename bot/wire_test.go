package bot

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// full is an interaction with everything that is read and much that isn't.
const full = `{"type":2,"token":"a\u0062c","id":"11","application_id":"12","guild_id":"13","channel_id":"14","locale":"de",
	"app_permissions":"7","entitlements":[{"a":["]","}"]}],"attachment_size_limit":10485760,
	"authorizing_integration_owners":{"1":"15"},"context":null,
	"member":{"nick":"Zo\u00eb \"Q\"","permissions":"2147483648","roles":["1"],"user":{"id":"15","username":"zoe","global_name":null,"bot":true}},
	"message":{"id":"16","flags":64,"content":"c","embeds":[{"title":"t","description":"first"},{"description":"second"}],
		"author":{"id":"12"},"mentions":[{"id":"15"},{"id":"17"}],"webhook_id":"12","components":[{"type":1,"components":[]}]},
	"data":{"name":"init","type":1,"custom_id":"x","target_id":"18","values":["a","b"],
		"options":[{"name":"join","type":1,"options":[{"name":"n","type":4,"value":-3},{"name":"f","value":1.5},
			{"name":"b","value":true,"focused":true},{"name":"s","value":"\\\"\ud83c\udfb2"},{"name":"z","value":null}]}],
		"resolved":{"users":{"15":{"id":"15"}},"messages":{"18":{"id":"18","content":"4d6","author":{"id":"19"}}}},
		"components":[{"type":18,"component":{"custom_id":"one","value":"1"}},{"type":1,"components":[{"custom_id":"two","value":"2"}]}]}}`

func TestInteractionIsRead(t *testing.T) {
	t.Parallel()
	in, err := readInteraction([]byte(full))
	if err != nil {
		t.Fatal(err)
	}
	want := &interaction{
		ID: 11, ApplicationID: 12, Kind: kindCommand, Token: "abc", GuildID: 13, ChannelID: 14, Locale: "de", UserOnly: true, MaxBytes: 10485760,
		Member: &member{Nick: `Zoë "Q"`, Permissions: 1 << 31, User: user{ID: 15, Username: "zoe", Bot: true}},
		Message: &message{
			ID: 16, Flags: flagEphemeral, Content: "c", Shown: "first", Author: user{ID: 12}, Mentions: []uint64{15, 17}, WebhookID: 12,
		},
		Data: interactionData{
			Name: "init", Type: 1, CustomID: "x", TargetID: 18, Values: []string{"a", "b"},
			Options: []optionValue{{Name: "join", Type: 1, Options: []optionValue{
				{Name: "n", Type: 4, Value: "-3"},
				{Name: "f", Value: "1.5"},
				{Name: "b", Value: "true", Focused: true},
				{Name: "s", Value: "\\\"🎲"},
				{Name: "z", Value: "null"},
			}}},
			Target: &message{ID: 18, Content: "4d6", Author: user{ID: 19}},
			Components: []component{
				{Components: []component{{CustomID: "one", Value: "1"}}}, {Components: []component{{CustomID: "two", Value: "2"}}},
			},
		},
	}
	if !reflect.DeepEqual(in, want) {
		t.Errorf("is read as %+v\n%+v", in, in.Data)
	}
}

// What Discord may send one day in place of what it sends now loses no interaction whose id and token can be read.
func TestStrangeInteractions(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string]string{
		"types":     `{"data":7,"member":"x","message":[],"user":true,"locale":3,"id":"1","token":"t","type":"2","guild_id":{}}`,
		"nulls":     `{"data":null,"member":null,"message":null,"id":"1","token":"t","guild_id":null}`,
		"number":    `{"id":1,"token":"t"}`,
		"cut off":   `{"id":"1","token":"t","data":{"name":"x`,
		"no commas": `{"id":"1","token":"t" "type":2}`,
		"too deep":  `{"id":"1","token":"t","data":{"options":` + strings.Repeat(`[{"options":`, 40) + `[]` + strings.Repeat(`}]`, 40) + `}}`,
	} {
		if in, _ := readInteraction([]byte(raw)); in == nil || in.ID != 1 || in.Token != "t" || in.Member != nil || in.Message != nil {
			t.Errorf("%s: %+v", name, in)
		}
	}
	for _, raw := range []string{``, `[]`, `null`, `{}`, `{"id":"1"}`, `{"token":"t"}`, `{"id":"","token":"t"}`, `{"id":"1","token":`, `"`} {
		if in, err := readInteraction([]byte(raw)); in != nil || err == nil {
			t.Errorf("%q is read as %+v, %v", raw, in, err)
		}
	}
}

// A number that is too large is none: least of all does it grant permissions.
func TestGiantNumbers(t *testing.T) {
	t.Parallel()
	giant := strings.Repeat("9", 400)
	in, err := readInteraction([]byte(`{"id":"1","token":"t","type":` + giant + `,"guild_id":"` + giant + `","attachment_size_limit":` + giant +
		`,"member":{"permissions":"` + giant + `","user":{"id":"` + giant + `"}}}`))
	want := &interaction{ID: 1, Token: "t", Member: &member{}}
	if err != nil || !reflect.DeepEqual(in, want) {
		t.Errorf("read as %+v, %+v, %v", in, in.Member, err)
	}
}

// FuzzInteraction: nothing makes the reader panic, it calls no valid JSON broken unless that is too deep, and whatever text a valid
// interaction holds is read as encoding/json reads it.
func FuzzInteraction(f *testing.F) {
	f.Add([]byte(full), "nick", "value", uint64(1))
	f.Add([]byte(`{"id":"1","token":"t","data":{"values":["\ud800"],"options":[{"value":{}},7]},"member":{"user":[{}]},"message":{"embeds":[[]]}}`), "", "", uint64(1))
	f.Add([]byte(`{"data":{"options":[{"value":"`), "\"\\\u2028", "\xff", ^uint64(0))
	f.Fuzz(func(t *testing.T, raw []byte, nick, value string, id uint64) {
		deepest := bytes.Count(raw, []byte("{")) + bytes.Count(raw, []byte("["))
		if in, err := readInteraction(raw); in != nil && err != nil && json.Valid(raw) && deepest < maxDepth {
			t.Errorf("%q is valid JSON: %v", raw, err)
		}
		valid, err := json.Marshal(map[string]any{
			"id": decimal(id), "token": "t" + value, "member": map[string]any{"nick": nick, "roles": []string{nick, value}},
			"data": map[string]any{nick: []any{value, nil, 1.5}, "options": []any{map[string]any{"value": value}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		in, err := readInteraction(valid)
		if id == 0 || nick == "options" {
			return
		}
		nick, value = string([]rune(nick)), string([]rune(value)) // every byte that is no character is U+FFFD
		if err != nil || in.ID != id || in.Member.Nick != nick || in.Data.Options[0].Value != value {
			t.Errorf("%s is read as %+v, %v", valid, in, err)
		}
	})
}

func BenchmarkReadInteraction(b *testing.B) {
	raw := []byte(full)
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := readInteraction(raw); err != nil {
			b.Fatal(err)
		}
	}
}
