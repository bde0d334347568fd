package bot

import (
	"context"
	"testing"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/api/cmdroute"
	"github.com/diamondburned/arikawa/v3/discord"
)

// bareCommand uses a command of arikawa's router.
func bareCommand(router *cmdroute.Router, name string) *api.InteractionResponse {
	return router.HandleInteraction(&discord.InteractionEvent{Data: &discord.CommandInteraction{Name: name}})
}

func bareReply(context.Context, cmdroute.CommandData) *api.InteractionResponseData {
	return &api.InteractionResponseData{}
}

func TestBareRouterWantsExactIDs(t *testing.T) {
	t.Parallel()
	router := cmdroute.NewRouter()
	router.AddComponentFunc("init/next", func(context.Context, cmdroute.ComponentData) *api.InteractionResponse {
		return new(api.InteractionResponse)
	})
	press := func(id discord.ComponentID) *api.InteractionResponse {
		return router.HandleInteraction(&discord.InteractionEvent{Data: &discord.ButtonInteraction{CustomID: id}})
	}
	if press("init/next") == nil || press("init/next?turn=3") != nil {
		t.Error("arikawa finds a button by a part of its id, the mend may go")
	}
}

func TestBareRouterKnowsNoModals(t *testing.T) {
	t.Parallel()
	router := cmdroute.NewRouter()
	router.AddComponentFunc("form", func(context.Context, cmdroute.ComponentData) *api.InteractionResponse {
		return new(api.InteractionResponse)
	})
	if router.HandleInteraction(&discord.InteractionEvent{Data: &discord.ModalInteraction{CustomID: "form"}}) != nil {
		t.Error("arikawa hands modals on, the mend may go")
	}
}

func TestBareRouterLosesCommandsOfASecondWith(t *testing.T) {
	t.Parallel()
	router := cmdroute.NewRouter()
	one, two := router.With(), router.With()
	one.AddFunc("one", bareReply)
	two.AddFunc("two", bareReply)
	if bareCommand(router, "two") == nil || bareCommand(router, "one") != nil {
		t.Error("arikawa finds the commands of both, the mend may go")
	}
}

func TestBareRouterHasNoDeadline(t *testing.T) {
	t.Parallel()
	router := cmdroute.NewRouter()
	router.AddFunc("ping", func(ctx context.Context, _ cmdroute.CommandData) *api.InteractionResponseData {
		if ctx.Done() != nil {
			t.Error("arikawa's commands can be ended, the mend may go")
		}
		return &api.InteractionResponseData{}
	})
	if bareCommand(router, "ping") == nil {
		t.Error("arikawa has lost the command")
	}
}

func TestBareRouterRecoversFromNothing(t *testing.T) {
	t.Parallel()
	router := cmdroute.NewRouter()
	router.AddFunc("ping", func(context.Context, cmdroute.CommandData) *api.InteractionResponseData { panic("broken") })
	defer func() {
		if cause := recover(); cause != "broken" {
			t.Errorf("arikawa recovers from a command's panic, the mend may go: %v", cause)
		}
	}()
	bareCommand(router, "ping")
}
