// Command arikawa answers every interaction with "pong", through arikawa as it is.
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/discord"
	"github.com/diamondburned/arikawa/v3/gateway"
	"github.com/diamondburned/arikawa/v3/session"
)

func main() {
	api.Version = "10"
	api.Path = "/api/v10"
	api.Endpoint = os.Getenv("DISCORD_URL") + api.Path + "/"
	api.EndpointGatewayBot = api.Endpoint + "gateway/bot"
	api.EndpointInteractions = api.Endpoint + "interactions/"
	gateway.Version = "10"

	s := session.NewWithIntents("Bot "+os.Getenv("DISCORD_TOKEN"), gateway.IntentGuildMessages, gateway.IntentDirectMessages)
	s.AddHandler(func(e *gateway.InteractionCreateEvent) {
		err := s.RespondInteraction(e.ID, e.Token, api.InteractionResponse{
			Type: api.MessageInteractionWithSource,
			Data: &api.InteractionResponseData{Embeds: &[]discord.Embed{{Description: "pong"}}},
		})
		if err != nil {
			log.Print(err)
		}
	})
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := s.Open(ctx); err != nil {
		log.Fatal(err)
	}
	<-ctx.Done()
	_ = s.Close()
}
