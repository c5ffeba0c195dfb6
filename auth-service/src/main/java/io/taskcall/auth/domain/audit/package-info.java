/** What is written down of everything that matters to security. */
@NullMarked
package io.taskcall.auth.domain.audit;

import org.jspecify.annotations.NullMarked;
