package discordtest_test

import (
	"strings"
	"testing"

	"feyre/bot/discordtest"
)

// Every way into a message holds it to the same limits.
func TestEveryWayInIsChecked(t *testing.T) {
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	i := w.answered(discordtest.From{}, object{"content": "a"})
	follow := posted(t, rest(t, w.Server, "POST", w.hook(i, ""), object{"content": "a"}))
	message := posted(t, rest(t, w.Server, "POST", place(), object{"content": "a"}))
	for name, way := range map[string][2]string{
		"edit the answer":    {"PATCH", w.hook(i, "/messages/@original")},
		"follow up":          {"POST", w.hook(i, "")},
		"edit the follow-up": {"PATCH", w.hook(i, "/messages/"+follow.ID)},
		"message":            {"POST", place()},
		"edit the message":   {"PATCH", place() + "/" + message.ID},
	} {
		t.Run(name, func(t *testing.T) {
			malformed(t, rest(t, w.Server, way[0], way[1], object{"content": text(2001)}), "content", "BASE_TYPE_MAX_LENGTH")
			malformed(t, rest(t, w.Server, way[0], way[1], object{"content": 7}), "content", "BASE_TYPE_INVALID")
		})
	}
	w.TakeViolations()
}

// An edit keeps the files it lists and adds its uploads, ten in all.
// discord.com/developers/docs/resources/message#edit-message
func TestEditOfFiles(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.slash(discordtest.From{})
	accepted(t, w.upload(i, `{"type":4}`, map[string]int{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}))
	path := w.hook(i, "/messages/@original")
	var kept []string
	for _, a := range i.Original().Attachments {
		kept = append(kept, `{"id":"`+a.ID+`"}`)
	}
	six := map[string]int{"f": 1, "g": 1, "h": 1, "i": 1, "j": 1, "k": 1}
	refused(t, w.form("PATCH", path, "", six), 400, discordtest.CodeTooManyAttachments)
	listed := `{"attachments":[` + strings.Join(kept[:4], ",") + `,{"id":"0","description":"new"}]}`
	accepted(t, w.form("PATCH", path, listed, six))
	got := i.Original().Attachments
	if len(got) != 10 || got[4].Description == nil || *got[4].Description != "new" {
		t.Errorf("attachments: %+v", got)
	}
}

// Pictures of a V2 message may be files that it has already.
func TestEditRefersToItsFiles(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	i := w.slash(discordtest.From{})
	gallery := `{"type":12,"items":[{"media":{"url":"attachment://a.png"}}]}`
	accepted(t, w.upload(i, `{"type":4,"data":{"flags":32768,"components":[`+gallery+`]}}`, map[string]int{"a.png": 1}))
	accepted(t, rest(t, w.Server, "PATCH", w.hook(i, "/messages/@original"), object{"components": list{
		shown("again"), object{"type": 12, "items": list{object{"media": object{"url": "attachment://a.png"}}}},
	}}))
}

// Ids of components are filled in around those that are given.
// discord.com/developers/docs/components/reference#anatomy-of-a-component
func TestComponentIDs(t *testing.T) {
	w := newWorld(t, discordtest.Options{})
	body := with(row(changed(object{"id": 2}), changed(object{"custom_id": "b"})))
	got := w.answered(discordtest.From{}, body).Original().Components[0]
	if got.ID != 1 || got.Components[0].ID != 2 || got.Components[1].ID != 3 {
		t.Errorf("components: %+v", got)
	}
}
