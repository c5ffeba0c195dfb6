package io.taskcall.oncall.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.attempt.Attempt;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Preview;
import io.taskcall.oncall.postgres.Definitions;
import io.taskcall.oncall.postgres.Definitions.Change;
import io.taskcall.oncall.postgres.Definitions.Definition;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.postgres.Definitions.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What an organization has written down, to look at and to change, piece by piece or as a file. */
@ApplicationScoped
public class Configuration {
  /** How far ahead it is looked for gaps. */
  private static final Duration AHEAD = Duration.ofDays(366);

  private static final Pattern PLACE =
      Pattern.compile("^(schedules|teams|policies|services|dashboards|heartbeats)\\[\\d+]\\.?");

  private final Definitions definitions;

  Configuration(Definitions definitions) {
    this.definitions = definitions;
  }

  /** All of a kind. */
  public Uni<List<Definition>> list(UUID organization, Kind kind) {
    return definitions
        .known(organization)
        .map(known -> known.all().stream().filter(one -> one.kind() == kind).toList());
  }

  /** One, by its id or its key. */
  public Uni<Optional<Definition>> find(UUID organization, Kind kind, String idOrKey) {
    return definitions.known(organization).map(known -> find(known, kind, idOrKey));
  }

  /** An escalation policy, whether a service has it or not. */
  public Uni<Optional<Policy>> policy(UUID organization, UUID id) {
    return definitions
        .known(organization)
        .map(known ->
            new Assembled(organization, known)
                .means().policies().values().stream()
                    .filter(policy -> policy.id().equals(id))
                    .findFirst());
  }

  /** All of it, as a file. */
  public Uni<JsonNode> export(UUID organization) {
    return definitions
        .known(organization)
        .map(known -> Sections.file(new Assembled(organization, known)));
  }

  /** A file as YAML. */
  public static String yaml(JsonNode file) {
    return Yaml.write(file);
  }

  /** One, as it is written in a file. */
  public static String yaml(Definition one) {
    return Yaml.write(Assembled.withKey(one.key(), one.data()));
  }

  /** A text as what it says; what cannot be read is wrong. */
  public static JsonNode read(String text) {
    return Yaml.tree(text);
  }

  /** Saves one as it is written now. */
  public Uni<Result> save(
      UUID organization, Kind kind, String idOrKey, JsonNode data, Wish wish, Instant now) {
    return definitions
        .<Result>change(
            organization,
            known -> {
              var before = find(known, kind, idOrKey);
              var key = before.map(Definition::key).orElse(idOrKey);
              var written = Sections.withKeys(data, known);
              return Saving.save(
                  new Assembled(organization, known), known, kind, key, written, wish, now);
            },
            now)
        .onFailure(Mistake.class)
        .recoverWithItem(failure -> wrong(failure, true));
  }

  /** Saves a schedule with the layers of a calendar. */
  public Uni<Result> take(
      UUID organization, String idOrKey, CalendarImport calendar, Wish wish, Instant now) {
    return definitions
        .<Result>change(
            organization,
            known -> {
              var before = find(known, Kind.SCHEDULE, idOrKey);
              if (before.isEmpty()) {
                return Change.none(new Result.Unknown());
              }
              var key = before.get().key();
              var data = calendar.in(key, before.get().data());
              return Saving.save(
                  new Assembled(organization, known), known, Kind.SCHEDULE, key, data, wish, now);
            },
            now)
        .onFailure(Mistake.class)
        .recoverWithItem(failure -> wrong(failure, true));
  }

  static final Preview NOTHING = new Preview(List.of(), List.of(), List.of(), List.of());

  /** One that cannot be worked out as it was can be mended. */
  static Preview preview(
      Wanted before, Wanted after, String key, Map<String, UUID> people, Instant now) {
    var old = before.schedules().get(key);
    var fresh = after.schedules().get(key);
    if (old == null || fresh == null) {
      return NOTHING;
    }
    var during = new Window(now, now.plus(AHEAD));
    Predicate<UUID> here = Set.copyOf(people.values())::contains;
    return switch (Attempt.at(() -> Preview.of(old, fresh, during, here))) {
      case Attempt.Worked(Preview preview) -> preview;
      case Attempt.Failed(String _) -> Preview.of(fresh, fresh, during, here);
    };
  }

  static Definition next(Kind kind, String key, JsonNode data, Assembled all) {
    Sections.requireText(data);
    var before = all.find(kind, key);
    var next =
        new Definition(
            kind,
            key,
            kind.id(all.organization(), key),
            before.map(Definition::version).orElse(0L) + 1,
            data,
            before.map(Definition::setup).orElse(null));
    Assembled.check(next);
    Sections.key("key", key);
    return next;
  }

  /** Removes one that nothing else needs. */
  public Uni<Result> remove(
      UUID organization, Kind kind, String idOrKey, OptionalLong version, Instant now) {
    return definitions.change(
        organization,
        known -> {
          var before = find(known, kind, idOrKey);
          if (before.isEmpty()) {
            return Change.none(new Result.Unknown());
          }
          if (isOutdated(before, new Wish(version, false, false, false))) {
            return Change.none(new Result.Outdated(before));
          }
          var all = new Assembled(organization, known);
          all.remove(before.get());
          try {
            var wanted = all.means();
            return all.change(
                new Result.Saved(before.get(), false), List.of(), List.of(before.get()), wanted);
          } catch (Mistake needed) {
            return Change.none(new Result.Conflict("it is needed by " + all.name(needed.field())));
          }
        },
        now);
  }

  /** Makes everything as a file says; what it does not name stays as it is. */
  public Uni<Result> apply(UUID organization, String file, Wish wish, Instant now) {
    return Uni.createFrom()
        .deferred(() -> {
          var tree = Yaml.tree(file);
          return definitions.<Result>change(
              organization, known -> new Applying(organization, known, wish, now).apply(tree), now);
        })
        .onFailure(Mistake.class)
        .recoverWithItem(failure -> wrong(failure, false));
  }

  /**
   * Makes what the setup file wants. What people changed since stays as they want it, until the
   * file says something else.
   */
  Uni<Boolean> setUp(Path file, Instant now) {
    var text = text(file);
    var tree = Yaml.tree(text);
    var organization = Yaml.read(tree, SetupFile.class).organizationId();
    return definitions.change(
        organization,
        known -> {
          var all = new Assembled(organization, known);
          var fresh = new ArrayList<Definition>();
          for (var entry : Sections.entries(tree)) {
            var before = all.find(entry.kind(), entry.key());
            if (before.filter(one -> entry.data().equals(one.setup())).isEmpty()) {
              var next = next(entry.kind(), entry.key(), entry.data(), all);
              fresh.add(next.saidBySetup(entry.data()));
              all.put(fresh.getLast());
            }
          }
          return all.everything(true, fresh, all.means());
        },
        now);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the setup file " + file, e);
    }
  }

  static Optional<Definition> find(Known known, Kind kind, String idOrKey) {
    return known.all().stream()
        .filter(one -> one.kind() == kind)
        .filter(one -> one.key().equals(idOrKey) || one.id().toString().equals(idOrKey))
        .findFirst();
  }

  static boolean isOutdated(Optional<Definition> before, Wish wish) {
    return wish.version().isPresent()
        && before.map(Definition::version).orElse(0L) != wish.version().getAsLong();
  }

  /** What is saved alone is wrong in a field of its own, wherever it is among all others. */
  private static Result wrong(Throwable failure, boolean alone) {
    if (!(failure instanceof Mistake mistake)) {
      throw new IllegalStateException(failure);
    }
    var field = alone ? PLACE.matcher(mistake.field()).replaceFirst("") : mistake.field();
    return new Result.Wrong(field.isEmpty() ? "body" : field, mistake.reason());
  }
}
