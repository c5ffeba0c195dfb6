package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.postgres.PostgresAudit;
import io.taskcall.auth.postgres.PostgresAudit.Numbered;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** Who did what. */
@Path("/api/v1/audit-log")
@SecurityRequirement(name = Api.KEY)
class AuditLogResource {
  private static final int LIMIT_MAX = 1_000;

  private final PostgresAudit audit;

  AuditLogResource(PostgresAudit audit) {
    this.audit = audit;
  }

  /**
   * Something that was done.
   *
   * @param memberId absent if nobody of the organization did it
   * @param subject what it was done to, if not to oneself
   */
  record Item(
      Instant at,
      String who,
      @Nullable UUID memberId,
      String what,
      @Nullable UUID subject,
      String address,
      Map<String, String> details) {
    static Item of(Numbered numbered) {
      var entry = numbered.entry();
      return new Item(
          entry.at(),
          entry.who(),
          entry.memberId().orElse(null),
          entry.what(),
          entry.subject().orElse(null),
          entry.address(),
          entry.details());
    }
  }

  @GET
  @Operation(
      summary = "What was done that matters to security, the latest first",
      description = "Nobody can change or delete an entry. To export all, follow `next`.")
  public Uni<Page<Item>> list(
      @Context ContainerRequestContext request,
      @Parameter(description = "How many, up to 1000") @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = "`next` of the part before") @QueryParam("cursor")
          @Nullable String cursor) {
    var caller = Callers.with(Right.READ_AUDIT_LOG, request);
    int max = Math.toIntExact(number("limit", limit, LIMIT_MAX));
    long before = cursor == null ? Long.MAX_VALUE : number("cursor", cursor, Long.MAX_VALUE);
    return audit.before(caller.organizationId(), before, max + 1).map(found -> page(found, max));
  }

  private static Page<Item> page(List<Numbered> found, int max) {
    var shown = found.stream().limit(max).toList();
    var next = found.size() > max ? Long.toString(shown.getLast().number()) : null;
    return new Page<>(shown.stream().map(Item::of).toList(), next);
  }

  private static long number(String field, String text, long max) {
    try {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Wrong.field(field, "must be a number");
    }
    throw Wrong.field(field, "must be between 1 and " + max);
  }
}
