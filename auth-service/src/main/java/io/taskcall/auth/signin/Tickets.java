package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Marks;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.postgres.PostgresAccounts;
import io.taskcall.auth.postgres.PostgresAccounts.Account;
import io.taskcall.contracts.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a browser carries between the two steps of signing in. It fits that browser alone, for a few
 * minutes, and no longer than the password stays the same; without a code it opens nothing.
 */
@ApplicationScoped
class Tickets {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");

  private final Marks marks;
  private final PostgresAccounts accounts;

  Tickets(Marks marks, PostgresAccounts accounts) {
    this.marks = marks;
    this.accounts = accounts;
  }

  String of(Account account, Secret visit, Instant now) {
    var value = account.memberId() + "." + now.plus(LIFE).getEpochSecond();
    return value + "." + marks.of(use(account, visit), value);
  }

  Uni<Optional<Account>> open(String ticket, Secret visit, Instant now) {
    var parts = FORM.matcher(ticket);
    if (!parts.matches() || now.getEpochSecond() >= Long.parseLong(parts.group(2))) {
      return Uni.createFrom().item(Optional.empty());
    }
    var value = parts.group(1) + "." + parts.group(2);
    var mark = parts.group(3);
    return member(parts.group(1))
        .map(accounts::of)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(found -> found.filter(account -> marks.isOf(use(account, visit), value, mark)));
  }

  private static Optional<UUID> member(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String use(Account account, Secret visit) {
    return "second step:" + visit.sha256() + ":" + Ids.sha256(account.passwordHash());
  }
}
