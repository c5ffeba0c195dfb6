package io.taskcall.auth.passkey;

import static java.util.Objects.requireNonNull;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.passkey.Credential;
import io.taskcall.auth.domain.passkey.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what devices say, as the site that they must have said it to: the one of the public URL,
 * whatever a request claims. Devices have to verify who holds them, since a passkey is all that
 * somebody shows.
 */
@ApplicationScoped
public class RelyingParty {
  private static final Logger LOG = Logger.getLogger(RelyingParty.class);

  /** The kinds of keys that we take, the best first: EdDSA, ES256, RS256. */
  public static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);

  /** A name, not a number: browsers make no passkeys for those. */
  private static final Pattern HOST = Pattern.compile("(?=.*[a-z])[a-z0-9.-]+");

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter credentials =
      new AttestedCredentialDataConverter(converter);
  private final List<PublicKeyCredentialParameters> kinds =
      ALGORITHMS.stream()
          .map(COSEAlgorithmIdentifier::create)
          .map(kind -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, kind))
          .toList();
  private final Optional<String> id;
  private final Origin origin;

  @Inject
  RelyingParty(AuthConfig config) {
    this(config.publicUrl());
  }

  RelyingParty(URI publicUrl) {
    id = id(publicUrl);
    origin = new Origin(publicUrl.getScheme() + "://" + lower(publicUrl.getAuthority()));
  }

  /** The site that passkeys are made for; absent if it has no name that browsers make any for. */
  public Optional<String> id() {
    return id;
  }

  /** Reads what a device says of a new passkey; nothing if it cannot be read. */
  public Optional<Attestation> attestation(byte[] clientData, byte[] attestation) {
    try {
      var data = manager.parse(new RegistrationRequest(attestation, clientData));
      return challenge(data.getCollectedClientData()).map(asked -> new Attestation(data, asked));
    } catch (RuntimeException e) {
      return unreadable(e);
    }
  }

  /** Reads what a device says for somebody; nothing if it cannot be read. */
  public Optional<Assertion> assertion(Assertion.Parts parts) {
    try {
      var data =
          manager.parse(
              new AuthenticationRequest(
                  parts.credentialId(),
                  parts.userHandle(),
                  parts.authenticatorData(),
                  parts.clientData(),
                  parts.signature()));
      return challenge(data.getCollectedClientData())
          .map(asked -> new Assertion(parts, data, asked));
    } catch (RuntimeException e) {
      return unreadable(e);
    }
  }

  /** What we know a new passkey by from now on. */
  Look<Credential> look(Attestation attestation) {
    var data = attestation.data();
    try {
      manager.verify(data, new RegistrationParameters(asked(attestation.challenge()), kinds, true));
      // What has none of these was refused.
      var said = requireNonNull(data.getAttestationObject()).getAuthenticatorData();
      var key = requireNonNull(said.getAttestedCredentialData());
      return new Look.Genuine<>(
          new Credential(
              key.getCredentialId(),
              credentials.convert(key),
              said.getSignCount(),
              said.isFlagBE()));
    } catch (RuntimeException e) {
      return new Look.Refused<>(refusal(e));
    }
  }

  /** How far a known passkey has counted. */
  Look<Long> look(Assertion assertion, Credential known) {
    var data = assertion.data();
    try {
      manager.verify(
          data,
          new AuthenticationParameters(asked(assertion.challenge()), record(known), null, true));
      return new Look.Genuine<>(requireNonNull(data.getAuthenticatorData()).getSignCount());
    } catch (RuntimeException e) {
      return new Look.Refused<>(refusal(e));
    }
  }

  private CredentialRecord record(Credential known) {
    return new CredentialRecordImpl(
        null,
        null,
        known.backupEligible(),
        null,
        known.counter(),
        credentials.convert(known.attested()),
        null,
        null,
        null,
        null);
  }

  /** That the challenge is ours was seen before, when it was taken. */
  private ServerProperty asked(Challenge challenge) {
    return ServerProperty.builder()
        .origin(origin)
        .rpId(id.orElseThrow())
        .challenge(challenge)
        .build();
  }

  private static Optional<Challenge> challenge(@Nullable CollectedClientData said) {
    return Optional.ofNullable(said).map(CollectedClientData::getChallenge);
  }

  /** The library answers some bytes with exceptions that are not its own, so all are taken. */
  private static <T> Optional<T> unreadable(RuntimeException said) {
    LOG.debug("what a device says cannot be read", said);
    return Optional.empty();
  }

  private static Refusal refusal(RuntimeException said) {
    LOG.debug("what a device says is not believed", said);
    return switch (said) {
      case MaliciousCounterValueException _ -> Refusal.COUNTER;
      case BadSignatureException _ -> Refusal.SIGNATURE;
      case UserNotVerifiedException _, UserNotPresentException _ -> Refusal.NOT_VERIFIED;
      case BadOriginException _, BadTopOriginException _, CrossOriginException _ -> Refusal.ORIGIN;
      case BadRpIdException _ -> Refusal.RELYING_PARTY;
      case RuntimeException _ -> Refusal.KIND;
    };
  }

  private static Optional<String> id(URI url) {
    return Stream.ofNullable(url.getHost())
        .map(RelyingParty::lower)
        .filter(HOST.asMatchPredicate())
        .filter(host -> "https".equals(url.getScheme()) || host.equals("localhost"))
        .findFirst();
  }

  /** Browsers write hosts in lower case. */
  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
