package lifecycle

import (
	"context"
	"errors"
	"net"
	"net/http"
)

// listen begins to serve. The channel tells when that ends by itself, which it only does when something is wrong.
func (l Lifecycle) listen(ctx context.Context, server *http.Server) (<-chan error, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", server.Addr)
	if err != nil {
		return nil, err
	}
	l.Logger.Info("listening", "address", listener.Addr().String())
	failed := make(chan error, 1)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	return failed, nil
}
