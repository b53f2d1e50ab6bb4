# SPDX-License-Identifier: MIT
# parts.pl FILE...: for each mail a line of JSON with its subject and its leaves, by Email::MIME.
use strict;
use warnings;
use Email::MIME;
use JSON::PP;

my $json = JSON::PP->new->canonical->ascii;

sub leaves {
    my ($part) = @_;
    my @below = $part->subparts;
    return map { leaves($_) } @below if @below && $part->content_type =~ m{^multipart/}i;
    my ($type) = ($part->content_type // '') =~ m{^([^;\s]*)};
    return {
        type        => $type,
        octets      => unpack('H*', $part->body),
        name        => scalar $part->filename,
        encoding    => scalar $part->header_raw('Content-Transfer-Encoding'),
        id          => scalar $part->header_raw('Content-ID'),
        description => scalar $part->header_str('Content-Description'),
    };
}

for my $file (@ARGV) {
    open my $in, '<:raw', $file or die "$file: $!";
    local $/;
    my $mail = Email::MIME->new(<$in>);
    print $json->encode({
        subject => scalar $mail->header_str('Subject'),
        from    => scalar $mail->header_str('From'),
        leaves  => [leaves($mail)],
    }), "\n";
}
