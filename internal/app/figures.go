package app

import (
	"context"
	"time"

	"feyre/commands/stats"
	"feyre/internal/web"
)

// figures collects what everybody may know.
func figures(config Config, live liveStore, face *face, health *health) func(ctx context.Context) (web.Figures, error) {
	return func(ctx context.Context) (web.Figures, error) {
		if live == nil {
			return web.Figures{}, errNoStore
		}
		counted, err := stats.New(live, face).Collect(ctx)
		if err != nil {
			return web.Figures{}, err
		}
		age, err := syncAge(ctx, live)
		if err != nil {
			return web.Figures{}, err
		}
		invite, _ := InviteURL(config.Discord)
		return web.Figures{
			Commands: counted.Total, Users: counted.Users, Guilds: int64(counted.Servers), Reach: counted.Reach,
			ByCommand: counted.Commands, SyncAge: age, Health: wellness(health.Ready(ctx)), Invite: invite,
		}, nil
	}
}

// syncAge is how many seconds ago the store was mirrored, nil where it wasn't.
func syncAge(ctx context.Context, live liveStore) (*int64, error) {
	state, err := live.State(ctx)
	if err != nil || state.LastPass == 0 {
		return nil, err
	}
	now, err := live.Now(ctx)
	if err != nil {
		return nil, err
	}
	age := int64((time.Duration(now-state.LastPass) * time.Microsecond).Seconds())
	return &age, nil
}

func wellness(checks []web.Check) string {
	for _, check := range checks {
		if !check.OK {
			return "degraded"
		}
	}
	return "ok"
}
