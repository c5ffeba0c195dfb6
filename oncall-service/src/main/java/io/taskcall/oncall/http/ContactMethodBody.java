package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.sending.Verification.Code;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One way to reach a person. */
@Schema(name = "ContactMethod")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactMethodBody(
    @Schema(readOnly = true) @Nullable UUID id,
    @Schema(required = true, description = "Also taken as type.") @JsonAlias("type")
        @Nullable Channel channel,
    @Schema(
            required = true,
            examples = "+491701234567",
            description =
                "A mailbox, a phone number in international form, the id of a Slack member or"
                    + " channel, a URL, or a browser's push subscription as JSON.")
        @Nullable String address,
    @Schema(examples = "my phone") @Nullable String label,
    @Schema(readOnly = true, description = "It does not count before.") @Nullable Boolean verified,
    @Schema(readOnly = true) @Nullable Instant verifiedAt,
    @Schema(readOnly = true, description = "The mailbox of the account itself.")
        @Nullable Boolean account,
    @Schema(readOnly = true, description = "What became of the code that was just sent.")
        @Nullable CodeBody code,
    @Schema(
            readOnly = true,
            description = "Of a new webhook: what its messages are signed with. Shown once.")
        @Nullable String secret) {
  /**
   * What became of a code.
   *
   * @param problem why it did not go out; ask for another
   */
  @Schema(name = "SentCode")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CodeBody(boolean sent, @Nullable Instant expiresAt, @Nullable String problem) {
    static CodeBody of(Code code) {
      return switch (code) {
        case Code.Sent(Instant expiresAt) -> new CodeBody(true, expiresAt, null);
        case Code.TooEarly(Instant until) ->
            new CodeBody(false, null, "it is too early for another code, until " + until);
        case Code.Refused(String reason) -> new CodeBody(false, null, reason);
        case Code.Failed(String reason) -> new CodeBody(false, null, reason);
      };
    }
  }

  static ContactMethodBody of(ContactMethod method, UUID userId) {
    return of(method, userId, null);
  }

  static ContactMethodBody of(ContactMethod method, UUID userId, @Nullable Code code) {
    boolean account = method.id().equals(userId);
    return new ContactMethodBody(
        method.id(),
        method.channel(),
        method.address(),
        method.label(),
        method.isVerified(),
        account ? null : method.verifiedAt().orElse(null),
        account,
        code == null ? null : CodeBody.of(code),
        null);
  }

  /** The same with what a webhook's messages are signed with. */
  ContactMethodBody withSecret(String known) {
    return new ContactMethodBody(
        id, channel, address, label, verified, verifiedAt, account, code, known);
  }
}
