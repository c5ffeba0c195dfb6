/** What can be made to go wrong on purpose. */
@NullMarked
package io.taskcall.sandbox.domain.fault;

import org.jspecify.annotations.NullMarked;
