package io.taskcall.oncall.sending;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.domain.page.Sending;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Whatever carries messages, each its own channels. */
@ApplicationScoped
public class Carriers {
  private static final Logger LOG = Logger.getLogger(Carriers.class);

  private final List<Carrier> all;

  Carriers(@All List<Carrier> all) {
    this.all = List.copyOf(all);
  }

  /** True if this installation can send by a channel. */
  public boolean isSetUp(Channel channel) {
    return of(channel).isPresent();
  }

  /** Tries once; it never fails, it says what came of it. */
  public Uni<Sending> send(Message message) {
    return of(message.channel())
        .map(carrier -> send(carrier, message))
        .orElseGet(() -> Uni.createFrom().item(notSetUp(message.channel())));
  }

  private static Uni<Sending> send(Carrier carrier, Message message) {
    return Uni.createFrom()
        .deferred(() -> carrier.send(message))
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.errorf(failure, "message %s could not be handed over", message.id());
          return new Sending.Unavailable("it could not be handed over: " + failure.getMessage());
        });
  }

  private Optional<Carrier> of(Channel channel) {
    return all.stream()
        .filter(carrier -> carrier.carries(channel) && carrier.isSetUp())
        .findFirst();
  }

  private static Sending notSetUp(Channel channel) {
    return new Sending.Refused(
        channel.name().toLowerCase(Locale.ROOT) + " is not set up in this installation");
  }
}
