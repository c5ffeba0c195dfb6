package io.taskcall.auth.passkey;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.passkey.Challenge;
import io.taskcall.auth.domain.passkey.Challenge.Adding;
import io.taskcall.auth.domain.passkey.Challenge.Answer;
import io.taskcall.auth.domain.passkey.Credential;
import io.taskcall.auth.domain.passkey.Passkey;
import io.taskcall.auth.domain.passkey.Refusal;
import io.taskcall.auth.postgres.PostgresPasskeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Adds passkeys to people's accounts. */
@ApplicationScoped
public class Passkeys {
  /** How long somebody may take at their device. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  /** More than that is nobody's household. */
  public static final int MOST = 20;

  private final RelyingParty site;
  private final Challenges challenges;
  private final PostgresPasskeys kept;
  private final Clock clock;

  Passkeys(RelyingParty site, Challenges challenges, PostgresPasskeys kept, Clock clock) {
    this.site = site;
    this.challenges = challenges;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * What a device needs to make a passkey.
   *
   * @param challenge in base64url
   * @param known what the devices of this person call the passkeys that there are
   */
  public record Begun(Secret challenge, List<byte[]> known) {}

  /** What came of adding a passkey. */
  public sealed interface Added {
    /** It can be used from now on. */
    record Done(Passkey passkey) implements Added {}

    /** It took too long, or was asked for somewhere else, or was added before. */
    record Expired() implements Added {}

    /** The device is not believed. */
    record Refused(Refusal why) implements Added {}

    /** It is somebody's already, or there are too many. */
    record Taken() implements Added {}
  }

  /** By what devices know a person: it says nothing about them. */
  public static byte[] userHandle(UUID member) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(member.getMostSignificantBits())
        .putLong(member.getLeastSignificantBits())
        .array();
  }

  /** Begins to add one; nothing if the person has as many as there may be. */
  public Uni<Optional<Begun>> begin(UUID member, String name, Secret browser) {
    return kept.credentialIds(member)
        .flatMap(known ->
            known.size() >= MOST
                ? Uni.createFrom().item(Optional.empty())
                : challenges
                    .give(browser, Optional.of(new Adding(member, name)), PATIENCE)
                    .map(challenge -> Optional.of(new Begun(challenge, known))));
  }

  /** Adds what a device has made. */
  public Uni<Added> add(UUID member, Attestation attestation, Secret browser, Actor actor) {
    return challenges
        .take(attestation.challenge(), browser, Optional.of(member))
        .flatMap(answer ->
            switch (answer) {
              case Answer.Fits(var challenge) -> look(challenge, attestation, actor);
              case Answer.Foreign _, Answer.TooLate _ -> Uni.createFrom().item(new Added.Expired());
            });
  }

  private Uni<Added> look(Challenge challenge, Attestation attestation, Actor actor) {
    var adding = challenge.adding().orElseThrow();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return switch (site.look(attestation)) {
      case Look.Refused<Credential>(var why) ->
          kept.refused(Optional.empty(), adding.name(), why, actor, now)
              .replaceWith(new Added.Refused(why));
      case Look.Genuine<Credential>(var credential) ->
          kept.add(adding.memberId(), adding.name(), credential, MOST, actor, now)
              .map(added -> added.<Added>map(Added.Done::new).orElseGet(Added.Taken::new));
    };
  }
}
