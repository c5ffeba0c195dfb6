package io.taskcall.auth.http;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI document says of the whole. */
@OpenAPIDefinition(info = @Info(title = "TaskCall: people and integrations", version = "1"))
@SecurityScheme(
    securitySchemeName = Api.KEY,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An API key")
public class Api extends Application {
  static final String KEY = "apiKey";
}
