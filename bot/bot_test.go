package bot

import (
	"strings"
	"testing"

	"feyre/bot/discordtest"
)

func TestAnswersSlashCommands(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 3}, newFakeBus())
	r.start(t)

	_, response := r.slash(t, "ping", nil)
	if got := response.Message.Embeds[0].Description; got != "pong" {
		t.Errorf("/ping says %q", got)
	}
	_, response = r.slash(t, "roll", discordtest.Args{"expression": "4d6k3"})
	if got := response.Message.Embeds[0].Description; !strings.HasPrefix(got, "```dice\n4d6k3\n```\n6 5 3") {
		t.Errorf("/roll says %q", got)
	}
	req := r.bus.last(t)
	if req.Path != "roll" || req.Options.Text("expression") != "4d6k3" || req.User == 0 || req.Guild == 0 || req.Channel == 0 {
		t.Errorf("request is %+v", req)
	}
	if err := r.bot.Ready(); err != nil {
		t.Errorf("not ready: %v", err)
	}
}
