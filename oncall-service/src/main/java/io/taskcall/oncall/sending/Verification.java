package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.postgres.Proofs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Sends people the codes by which they prove to be there. */
@ApplicationScoped
public class Verification {
  private final Proofs proofs;
  private final Carriers carriers;

  Verification(Proofs proofs, Carriers carriers) {
    this.proofs = proofs;
    this.carriers = carriers;
  }

  /** What became of a code. */
  public sealed interface Code {
    /** It is on its way. */
    record Sent(Instant expiresAt) implements Code {}

    /** It is too early for another. */
    record TooEarly(Instant until) implements Code {}

    /** It will never get there. */
    record Refused(String reason) implements Code {}

    /** It did not go out just now. */
    record Failed(String reason) implements Code {}
  }

  /** Sends a new code to a method of somebody, unless it is too early for another. */
  public Uni<Code> send(UUID userId, ContactMethod method, Instant now) {
    return proofs
        .begin(userId, method, now)
        .flatMap(begun ->
            switch (begun) {
              case Proofs.Begun.Send send -> send(method, send, now);
              case Proofs.Begun.Wait(Instant until) ->
                  Uni.createFrom().item(new Code.TooEarly(until));
            });
  }

  private Uni<Code> send(ContactMethod method, Proofs.Begun.Send send, Instant now) {
    var id = Ids.derive("code", method.id(), now);
    return carriers
        .send(new Message.OfCode(id, method, send.code()))
        .map(sending ->
            switch (sending) {
              case Sending.Accepted _ -> new Code.Sent(send.expiresAt());
              case Sending.Refused(String reason) -> new Code.Refused(reason);
              case Sending.Unavailable(String reason) -> new Code.Failed(reason);
            });
  }
}
