package bot

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/discord"
	"github.com/diamondburned/arikawa/v3/utils/sendpart"

	"feyre/bot/discordtest"
)

func TestBareCountsBytes(t *testing.T) {
	t.Parallel()
	embed := discord.Embed{Description: strings.Repeat("ü", maxEmbedDescription)}
	if err := embed.Validate(); err == nil {
		t.Error("arikawa counts an embed's characters, the mend may go")
	}
}

func TestBarePaintsBlackGrey(t *testing.T) {
	t.Parallel()
	client := bareClient(t, discordtest.New(t, discordtest.Options{}))
	embeds := []discord.Embed{{Description: "black"}}
	_ = client.RespondInteraction(1, "token", api.InteractionResponse{
		Type: api.MessageInteractionWithSource, Data: &api.InteractionResponseData{Embeds: &embeds},
	})
	if embeds[0].Color == 0 { // in the caller's own slice
		t.Error("arikawa leaves embeds as they are, the mend may go")
	}
}

func TestBareNullAllowsMentions(t *testing.T) {
	t.Parallel()
	body, err := json.Marshal(bareAnswer("@everyone"))
	if err != nil || strings.Contains(string(body), "allowed_mentions") {
		t.Errorf("arikawa allows no mentions by itself, the mend may go: %s, %v", body, err)
	}
	body, err = json.Marshal(api.AllowedMentions{})
	if err != nil || !strings.Contains(string(body), `"parse":null`) {
		t.Errorf("arikawa writes an empty list as one, the mend may go: %s, %v", body, err)
	}
}

func TestBareRefusesFilesAlone(t *testing.T) {
	t.Parallel()
	client := bareClient(t, discordtest.New(t, discordtest.Options{}))
	err := client.RespondInteraction(1, "token", api.InteractionResponse{
		Type: api.MessageInteractionWithSource,
		Data: &api.InteractionResponseData{Files: []sendpart.File{{Name: "a.txt", Reader: strings.NewReader("contents")}}},
	})
	if !errors.Is(err, api.ErrEmptyMessage) {
		t.Errorf("arikawa answers with files alone, the mend may go: %v", err)
	}
}

func TestBareCommandsLackFields(t *testing.T) {
	t.Parallel()
	lacks(t, reflect.TypeFor[api.CreateCommandData](), "contexts", "integration_types", "nsfw")
}

func TestBareInteractionsLackFields(t *testing.T) {
	t.Parallel()
	lacks(t, reflect.TypeFor[discord.InteractionEvent](),
		"context", "authorizing_integration_owners", "app_permissions", "entitlements", "attachment_size_limit")
}

// lacks fails the test where one of arikawa's types has one of the fields of its JSON.
func lacks(t *testing.T, of reflect.Type, names ...string) {
	t.Helper()
	for i := range of.NumField() {
		name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		for _, missing := range names {
			if name == missing {
				t.Errorf("arikawa's %v has %s, the mend may go", of, name)
			}
		}
	}
}
