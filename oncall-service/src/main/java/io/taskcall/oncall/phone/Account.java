package io.taskcall.oncall.phone;

import io.taskcall.oncall.OncallConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An account at a vendor that speaks as Twilio does. */
public record Account(String url, String sid, String token, String from) {
  /** Those of this installation, in the order in which they are asked. */
  public static List<Account> of(OncallConfig.Twilio config) {
    var second = config.second();
    return Stream.of(
            of(config.url(), config.accountSid(), config.authToken(), config.from()),
            of(second.url(), second.accountSid(), second.authToken(), second.from()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Account> of(
      URI url, Optional<String> sid, Optional<String> token, Optional<String> from) {
    return sid.isEmpty() || token.isEmpty() || from.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Account(url.toString().replaceAll("/+$", ""), sid.get(), token.get(), from.get()));
  }

  /** Where its messages or calls are. */
  String address(String what) {
    return url + "/2010-04-01/Accounts/" + sid + "/" + what + ".json";
  }
}
