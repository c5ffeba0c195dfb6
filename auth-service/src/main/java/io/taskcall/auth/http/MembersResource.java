package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.contracts.MemberEvent.ApiKey;
import io.taskcall.contracts.MemberEvent.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The people of the caller's organization. */
@Path("/api/v1/members")
@SecurityRequirement(name = Api.KEY)
class MembersResource {
  private final Callers callers;
  private final PostgresDirectory directory;

  MembersResource(Callers callers, PostgresDirectory directory) {
    this.callers = callers;
    this.directory = directory;
  }

  /** A person; of API keys, only the hashes. */
  record Item(UUID id, String name, String email, Role role, List<ApiKey> apiKeys) {
    static Item of(Member member) {
      return new Item(member.id(), member.name(), member.email(), member.role(), member.apiKeys());
    }
  }

  @GET
  @Operation(summary = "All people, by name")
  public Uni<Page<Item>> list(
      @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String authorization) {
    return items(authorization).map(Page::whole);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One person")
  public Uni<Item> get(
      @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String authorization,
      UUID id) {
    return items(authorization)
        .map(items ->
            items.stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no such person")));
  }

  private Uni<List<Item>> items(@Nullable String authorization) {
    return callers
        .organization(authorization)
        .flatMap(directory::of)
        .map(found ->
            found.members().stream()
                .map(Item::of)
                .sorted(Comparator.comparing(Item::name).thenComparing(Item::id))
                .toList());
  }
}
